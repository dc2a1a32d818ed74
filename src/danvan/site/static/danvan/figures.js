// Typing figures in: the cursor goes into the form that opened, Escape leaves it, a blank and a number exclude each other.
document.addEventListener("htmx:afterSwap", (event) => {
  const form = event.detail.elt.closest?.(".entering") || event.detail.target?.querySelector?.(".entering") || document.querySelector("tr.entering:last-of-type");
  const field = form?.querySelector("input[name=value]");
  if (field && !form.contains(document.activeElement)) field.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") event.target.closest(".entering")?.querySelector(".cancel")?.click();
});
document.addEventListener("change", (event) => {
  if (event.target.matches(".entering select[name=blank]") && event.target.value) event.target.form.elements.value.value = "";
});
