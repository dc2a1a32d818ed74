// A file dropped on the form is as one chosen in it; a tick ticks all that are shown.
(() => {
  const form = document.querySelector("form.drop");
  if (form) {
    const file = form.querySelector("input[type=file]"), wait = form.querySelector("[data-wait]");
    for (const name of ["dragover", "dragenter"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
    form.addEventListener("dragleave", () => form.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length) file.files = event.dataTransfer.files;
    });
    form.addEventListener("submit", () => { if (wait) wait.textContent = wait.dataset.wait; });
  }
  const all = document.querySelector("[data-all]");
  if (all) {
    all.hidden = false;
    all.addEventListener("change", () => {
      for (const box of document.querySelectorAll(`input[name="${all.dataset.all}"]`)) if (!box.disabled) box.checked = all.checked;
    });
  }
  // Choosing another area, indicator or card shows it at once; without script there is a button.
  for (const chosen of document.querySelectorAll("form [data-go]")) {
    chosen.addEventListener("change", () => chosen.form.requestSubmit());
    const button = chosen.form.querySelector("[data-plain]");
    if (button) button.hidden = true;
  }
})();
