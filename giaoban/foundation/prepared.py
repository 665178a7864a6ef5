"""What is asked and written at every click, turned into SQL once for all: see docs/decisions/023."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, transaction
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX
from django.db.models.expressions import Expression
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery

M = TypeVar("M", bound=models.Model)


class Given(Expression):
    """The place of a value in a question, by the name under which it will be given."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        """A place without a value."""
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a queryset came to: its SQL, and how a row becomes objects."""

    sql: str
    params: tuple[Any, ...]
    model: Any  # a model's class
    names: list[str]  # of its columns, from `start` to `end` of a row
    start: int
    end: int
    related: list[Any]
    extra: dict[str, int]  # what is annotated, and its place
    converters: list[tuple[int, list[Any], Any]]
    locks: bool


class Prepared(Generic[M]):
    """
    A queryset whose values come later.

        held = Prepared(lambda person, on: Post.objects.held(on=on).filter(person=person))
        held(person=7, on=date(2026, 3, 2))  # a list of Post

    Building a queryset and turning it into SQL costs several times what the database needs to answer it; here
    that is done once for each engine. What comes back is what the queryset would give: objects with what it
    selects with them and what it annotates. A value stands where a filter compares (equal, before, after);
    lists, slices by a value and prefetching are not for this.
    """

    def __init__(self, ask: Callable[..., models.QuerySet[M]]) -> None:
        self._ask = ask
        self._plans: dict[str, _Plan] = {}

    def __call__(self, **values: object) -> list[M]:
        """The objects for these values, all of them given each time; one query."""
        plan = self._plans.get(DEFAULT_DB_ALIAS) or self._prepare(values)
        base = connections[DEFAULT_DB_ALIAS]
        if plan.locks and not base.in_atomic_block:
            raise transaction.TransactionManagementError("rows are locked within a transaction")
        adapt = base.ops.adapt_unknown_value
        params = [adapt(values[one.name]) if isinstance(one, Given) else one for one in plan.params]
        return [_made(plan, list(row), base) for row in _run(base, plan.sql, params).fetchall()]

    @property
    def locks(self) -> bool:
        """Whether it locks what it gives; known once it was asked."""
        return any(plan.locks for plan in self._plans.values())

    def one(self, **values: object) -> M | None:
        """The first of them, None where there is none."""
        return next(iter(self(**values)), None)

    def get(self, **values: object) -> M:
        """The first of them. Raises the model's DoesNotExist where there is none."""
        found = self.one(**values)
        if found is None:
            raise self._plans[DEFAULT_DB_ALIAS].model.DoesNotExist
        return found

    def _prepare(self, values: Mapping[str, object]) -> _Plan:
        asked = self._ask(**{name: Given(name) for name in values})
        compiler = asked.query.get_compiler(using=DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        info: Any = compiler.klass_info
        populators: Any = get_related_populators  # its types are those of another version
        fields = info["select_fields"]
        start, end = fields[0], fields[-1] + 1
        columns = [column[0] for column in compiler.select]
        plan = _Plan(
            sql,
            tuple(params),
            info["model"],
            [column.target.attname for column in columns[start:end]],
            start,
            end,
            populators(info, compiler.select, DEFAULT_DB_ALIAS),
            compiler.annotation_col_map or {},
            [(place, *how) for place, how in compiler.get_converters(columns).items()],
            asked.query.select_for_update,
        )
        self._plans[DEFAULT_DB_ALIAS] = plan
        return plan


def _made(plan: _Plan, row: list[Any], base: Any) -> Any:
    """The object of one row, as Django makes it."""
    for place, converters, expression in plan.converters:
        for convert in converters:
            row[place] = convert(row[place], expression, base)
    made = plan.model.from_db(DEFAULT_DB_ALIAS, plan.names, row[plan.start : plan.end])
    for each in plan.related:
        each.populate(row, made)
    for name, place in plan.extra.items():
        setattr(made, name, row[place])
    return made


def insert(row: models.Model) -> None:
    """
    Write the new `row`, as its `save(force_insert=True)` would, and give it its key; no signal is sent.

    Raises what the database raises, such as IntegrityError; the transaction is taken back then.
    """
    base = connections[DEFAULT_DB_ALIAS]
    sql, fields, gives_key = _insertion(type(row), base.vendor)
    params = [field.get_db_prep_save(field.pre_save(row, add=True), base) for field in fields]
    with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS):
        cursor = _run(base, sql, params)
        if gives_key:
            row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update(row: models.Model, *names: str) -> None:
    """
    Write the columns `names` of a row, as its `save(update_fields=names)` would; no signal is sent.

    Raises DatabaseError when the row is gone.
    """
    base = connections[DEFAULT_DB_ALIAS]
    sql, fields = _change(type(row), names, base.vendor)
    params = [field.get_db_prep_save(field.pre_save(row, add=False), base) for field in fields]
    with transaction.mark_for_rollback_on_error(DEFAULT_DB_ALIAS):
        if _run(base, sql, [*params, row.pk]).rowcount != 1:
            raise DatabaseError(f"no row {row.pk} of {row._meta.label}")


def _run(base: Any, sql: str, params: Sequence[object]) -> Any:
    """
    A cursor of the driver that has run one statement.

    It is sent as the driver would have it: parameters apart from the statement, which PostgreSQL then plans
    once for a connection and not at every click. Where somebody listens to statements, Django's own cursor
    runs it.
    """
    if base.queries_logged or base.execute_wrappers:
        cursor = base.cursor()
        cursor.execute(sql, params)
        return cursor
    base.close_if_health_check_failed()
    base.ensure_connection()
    base.validate_thread_sharing()
    base.validate_no_broken_transaction()
    with base.wrap_database_errors:
        if base.vendor == "sqlite":
            return base.connection.execute(_with_question_marks(sql), params)
        return psycopg.Cursor(base.connection).execute(sql, params)


@cache
def _with_question_marks(sql: str) -> str:
    return FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")


@cache
def _insertion(model: type[models.Model], vendor: str) -> tuple[str, list[Any], bool]:  # noqa: ARG001 -- a key
    """SQL, the fields whose values it takes, and whether the database gives the key."""
    meta = model._meta
    gives_key = isinstance(meta.pk, models.AutoField)
    fields = [field for field in meta.concrete_fields if not (gives_key and field is meta.pk)]
    query = InsertQuery(model)
    query.insert_values(fields, [model()], raw=True)
    compiler = query.get_compiler(using=DEFAULT_DB_ALIAS)
    compiler.returning_fields = [meta.pk] if gives_key else None
    return compiler.as_sql()[0][0], fields, gives_key


@cache
def _change(model: type[models.Model], names: tuple[str, ...], vendor: str) -> tuple[str, list[Any]]:  # noqa: ARG001 -- a key
    """SQL, and the fields whose values it takes before the key."""
    meta: Any = model._meta
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields = [meta.get_field(name) for name in names]
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    return f"UPDATE {quote(meta.db_table)} SET {columns} WHERE {quote(meta.pk.column)} = %s", fields  # noqa: S608 -- names of models
