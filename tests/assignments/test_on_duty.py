"""The page of a duty shows its task: the chain above it, and handing a part down."""

from __future__ import annotations

from django.utils import timezone

from giaoban.duties import actions
from tests.assignments import work


def test_the_page_of_a_duty_leads_to_its_sentence_and_its_task(client, cast):
    task = work.given(cast)[0]
    client.force_login(cast.finance_contact)
    page = client.get(f"/duties/{task.lead.code}/")
    (paper, sentence), (number, above) = page.context["crumbs"]
    assert paper == task.document.short_name
    assert sentence == f"/documents/{task.document.code}/?at={task.start}-{task.end}#here"
    assert (number, above) == (f"Nhiệm vụ {task.number}", f"/assignments/{task.code}/")
    assert client.get(sentence).status_code == client.get(above).status_code == 200
    assert f"/duties/{task.lead.code}/" in client.get(above).content.decode()


def test_handing_a_part_down_is_offered_to_the_holder_at_work(client, cast):
    task = work.given(cast)[0]
    client.force_login(cast.finance_contact)
    assert client.get(f"/duties/{task.lead.code}/").context["steps"] == []
    actions.receive(task.lead.pk, actor=cast.officer(cast.finance_contact), at=timezone.now())
    (step,) = client.get(f"/duties/{task.lead.code}/").context["steps"]
    assert step.verdict
    assert client.get(step.url).status_code == 200
    client.force_login(cast.secretary)
    assert client.get(f"/duties/{task.lead.code}/").context["steps"] == []
