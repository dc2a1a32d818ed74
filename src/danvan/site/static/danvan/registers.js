// The books: Enter in a select saves too; leaving a row with something unsaved asks first; what was begun is put back.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form.quick");
  if (form && event.key === "Enter" && event.target.tagName === "SELECT") {
    event.preventDefault();
    form.requestSubmit();
  }
});

// A dropped line, a session that ended, a closed tab: what was typed stays in this tab alone, and nothing of what is secret.
const place = (form) => `row:${form.dataset.draft}`;
const typed = (form) => [...form.querySelectorAll("[name^='c-']:not([data-secret]), [name=state], [name=reason]")];
const changed = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-draft]");
  if (!form) return;
  if ("leaving" in form.dataset) changed.add(form);
  sessionStorage.setItem(place(form), JSON.stringify(Object.fromEntries(typed(form).map((field) => [field.name, field.value]))));
});
const putBack = (form) => {
  const kept = JSON.parse(sessionStorage.getItem(place(form)) || "null");
  if (!kept) return;
  const differing = typed(form).filter((field) => field.name in kept && field.value !== kept[field.name]);
  differing.forEach((field) => { field.value = kept[field.name]; });
  if (differing.length) form.querySelector("[data-restored]").hidden = false;
  form.querySelectorAll("details").forEach((more) => { more.open ||= differing.some((field) => more.contains(field)); });
};
// A form that was sent and answered with a word of success is done with; any other answer leaves it where it was.
if (document.querySelector("#messages .told.success")) sessionStorage.removeItem(sessionStorage.getItem("row-sent"));
document.querySelectorAll("form[data-draft]").forEach(putBack);
document.addEventListener("row-added", () => {
  const form = document.querySelector("form.quick");
  if (form) sessionStorage.removeItem(place(form));
});
// What the server did not take is said so, and stays as it was typed.
for (const kind of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(kind, () => { document.querySelectorAll("form.quick [data-failed]").forEach((said) => { said.hidden = false; }); });
}
document.addEventListener("submit", (event) => {
  changed.delete(event.target);
  if (event.target.dataset.draft) sessionStorage.setItem("row-sent", place(event.target));
});
addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});
// On a phone a field that takes the focus by itself opens the keyboard over what one came to read.
if (matchMedia("(hover: none)").matches) document.activeElement?.blur();
