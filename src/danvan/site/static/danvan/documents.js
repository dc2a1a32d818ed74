// A file dropped on the form is as one chosen in it; what takes time says so.
(() => {
  const form = document.getElementById("drop");
  if (!form) return;
  const file = form.querySelector("input[type=file]"), wait = form.querySelector("[data-wait]");
  const go = () => { wait.textContent = wait.dataset.wait; form.querySelector("button").disabled = true; };
  for (const name of ["dragover", "dragenter"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
  form.addEventListener("submit", go);
  addEventListener("pageshow", () => { wait.textContent = ""; form.querySelector("button").disabled = false; });
})();
