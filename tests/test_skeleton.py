def test_the_cast_holds_the_offices_that_the_tests_speak_of(cast):
    secretary, finance = cast.officer(cast.secretary), cast.officer(cast.finance_contact)
    assert secretary.asks_for(cast.committee.pk)
    assert not finance.asks_for(cast.committee.pk)
    assert cast.officer(cast.standing).asks_for(cast.committee.pk)
    assert finance.works_for(cast.finance.pk)
