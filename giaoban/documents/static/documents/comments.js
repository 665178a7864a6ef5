// The table of comments by keys. Every row is a form that also works without this; nothing here decides anything.

const rows = () => [...document.querySelectorAll("[data-comments] > .comment")];
const typing = (target) => target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
let here = -1;

const choose = (place) => {
  const all = rows();
  if (!all.length) return;
  here = Math.min(all.length - 1, Math.max(0, place));
  all[here].focus({ preventScroll: true });
  all[here].scrollIntoView({ block: "nearest" });
};
const nextOpen = (from) => {
  const all = rows();
  const later = all.findIndex((row, place) => place > from && row.classList.contains("is-open"));
  return later < 0 ? Math.min(from + 1, all.length - 1) : later;
};

document.addEventListener("focusin", (event) => {
  const row = event.target.closest(".comment");
  if (row) here = rows().indexOf(row);
});

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape" && typing(event.target)) {
    event.target.closest(".comment")?.focus();
    return;
  }
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    event.stopImmediatePropagation();
    choose(here < 0 ? 0 : here + (event.key === "j" ? 1 : -1));
  } else if (["1", "2", "3"].includes(event.key)) {
    const radio = rows()[here]?.querySelectorAll("[name=taken]")[Number(event.key) - 1];
    if (!radio) return;
    event.preventDefault();
    radio.checked = true;
    radio.closest("form").querySelector("[name=reason]").focus();
  }
}, true);

// A row that was saved is drawn anew; the next one that is open gets the keys.
document.addEventListener("htmx:afterSettle", (event) => {
  const row = event.target.closest?.(".comment") ?? document.getElementById(event.detail.elt?.id);
  if (!row?.matches?.("[data-saved]")) return;
  row.removeAttribute("data-saved");
  choose(nextOpen(rows().indexOf(row)));
});
