"""Words of the units room: kinds of units, events in their life, offices, posts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class UnitKind(models.TextChoices):
    """What a unit is; used by groups ("các sở, ban, ngành") and by filters."""

    NATION = "nation", _("Nation")
    MINISTRY = "ministry", _("Ministry or ministerial agency")
    PROVINCE = "province", _("Province")
    CITY = "city", _("Centrally run city")
    DISTRICT = "district", _("District (until 30/06/2025)")
    COMMUNE = "commune", _("Commune")
    WARD = "ward", _("Ward")
    SPECIAL_ZONE = "special_zone", _("Special zone")
    OFFICE = "office", _("Office of a people's committee")
    DEPARTMENT = "department", _("Provincial department")
    AGENCY = "agency", _("Agency of the sector at the province")
    PUBLIC_SERVICE = "public_service", _("Public service unit")
    DIVISION = "division", _("Division or section")
    PARTY_BODY = "party_body", _("Party body")
    UNION = "union", _("Front or mass organisation")
    ENTERPRISE = "enterprise", _("State enterprise")
    OTHER = "other", _("Other unit")


COMMUNE_LEVEL = (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE)
PROVINCE_LEVEL = (UnitKind.PROVINCE, UnitKind.CITY)


class ReorganisationKind(models.TextChoices):
    """What happened to units on a date, with a legal basis."""

    CREATE = "create", _("set up")
    RENAME = "rename", _("renamed")
    MOVE = "move", _("moved under another unit")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    DISSOLVE = "dissolve", _("dissolved")
    CHANGE_KIND = "change_kind", _("changed in kind")


class Side(models.TextChoices):
    """Which part a unit has in a reorganisation."""

    BEFORE = "before", _("before")
    AFTER = "after", _("after")


class AliasKind(models.TextChoices):
    """Where another name of a unit comes from."""

    ABBREVIATION = "abbreviation", _("abbreviation")
    FORMER = "former", _("former name")
    LEARNED = "learned", _("bound by a reviewer")


class PostRole(models.TextChoices):
    """What a person does at a unit."""

    LEADER = "leader", pgettext_lazy("post", "Unit leader")
    CONTACT = "contact", pgettext_lazy("post", "Unit contact")
    READER = "reader", pgettext_lazy("post", "Reader")
    ADMINISTRATOR = "administrator", pgettext_lazy("post", "Administrator")


class SeatRole(models.TextChoices):
    """Place in a committee. The secretariat sits here too, with role SECRETARY."""

    CHAIR = "chair", pgettext_lazy("seat", "Chair")
    STANDING_VICE_CHAIR = "standing_vice_chair", pgettext_lazy("seat", "Standing vice chair")
    VICE_CHAIR = "vice_chair", pgettext_lazy("seat", "Vice chair")
    STANDING_MEMBER = "standing_member", pgettext_lazy("seat", "Standing member")
    MEMBER = "member", pgettext_lazy("seat", "Member")
    SECRETARY = "secretary", pgettext_lazy("seat", "Secretariat")


SEAT_ORDER = [role.value for role in SeatRole]
CHAIRING = (SeatRole.CHAIR, SeatRole.STANDING_VICE_CHAIR, SeatRole.VICE_CHAIR)


class Verb(models.TextChoices):
    """Acts of this room in the journal."""

    UNIT_CREATED = "units.created", _("set up a unit")
    UNIT_RENAMED = "units.renamed", _("renamed a unit")
    UNIT_MOVED = "units.moved", _("moved a unit")
    UNITS_MERGED = "units.merged", _("merged units")
    UNIT_SPLIT = "units.split", _("split a unit")
    UNIT_DISSOLVED = "units.dissolved", _("dissolved a unit")
    UNIT_KIND_CHANGED = "units.kind_changed", _("changed the kind of a unit")
    UNITS_IMPORTED = "units.imported", _("imported units")
    REFORM_RECORDED = "units.reform_recorded", _("recorded a reform of many units")
    REFORM_UNDONE = "units.reform_undone", _("took a reform of many units back")
    ALIAS_ADDED = "units.alias_added", _("added another name of a unit")
    ALIAS_REMOVED = "units.alias_removed", _("removed another name of a unit")
    GROUP_SAVED = "units.group_saved", _("saved a group of units")
    COMMITTEE_SET_UP = "units.committee_set_up", _("set up a committee")
    COMMITTEE_CHANGED = "units.committee_changed", _("changed a committee")
    SEAT_OPENED = "units.seat_opened", _("opened a seat")
    SEAT_CLOSED = "units.seat_closed", _("closed a seat")
    HOLDER_SEATED = "units.holder_seated", _("seated a holder")
    HOLDER_LEFT = "units.holder_left", _("ended a holder's time")
    POST_GIVEN = "units.post_given", _("gave a post")
    POST_ENDED = "units.post_ended", _("ended a post")


FACT_WORDS = {
    "mergers": pgettext_lazy("fact", "units that come out of mergers"),
    "shares": pgettext_lazy("fact", "parts of the figures of the new units, in their order"),
}
"""Words for facts in the journal's entries on units that no column names."""
FACT_CHOICES = {
    "role": {**dict(PostRole.choices), **dict(SeatRole.choices)},
    "kind": dict(UnitKind.choices),
    "kinds": dict(UnitKind.choices),
}
"""Words for codes in the journal's entries on units and committees."""
