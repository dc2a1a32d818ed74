// The little every page needs: the menu on a phone, light and dark, leaving with something unsaved.
document.addEventListener("click", (event) => {
  const menu = event.target.closest(".menu");
  if (menu) {
    const open = menu.getAttribute("aria-expanded") !== "true";
    menu.setAttribute("aria-expanded", open);
    document.getElementById(menu.getAttribute("aria-controls")).classList.toggle("open", open);
  }
  if (event.target.closest("[data-theme-toggle]")) {
    const next = document.documentElement.dataset.bsTheme === "dark" ? "light" : "dark";
    document.documentElement.dataset.bsTheme = next;
    localStorage.setItem("theme", next);
  }
});
// What was not saved is told where it was sent from; nothing typed is thrown away.
const notSaved = (text) => {
  const told = document.createElement("p");
  told.className = "told error";
  told.setAttribute("role", "alert");
  told.textContent = text;
  document.getElementById("messages")?.replaceChildren(told);
  document.getElementById("messages")?.scrollIntoView({ block: "center" });
};
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status >= 500 && event.detail.xhr.getResponseHeader("HX-Retarget")) event.detail.shouldSwap = true;
});
document.addEventListener("htmx:responseError", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 500 && !xhr.getResponseHeader("HX-Retarget")) notSaved(document.body.dataset.broken);
});
document.addEventListener("htmx:sendError", () => notSaved(document.body.dataset.offline));
