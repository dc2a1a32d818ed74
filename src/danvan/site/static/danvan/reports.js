// What takes a while says so.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-wait]");
  if (!form || !event.submitter) return;
  event.submitter.textContent = form.dataset.wait;
  setTimeout(() => { event.submitter.disabled = true; });
});

// Writing a report: what is typed is kept in this browser until the server has it; figures are put in where the cursor is.
(() => {
  const form = document.getElementById("words");
  if (!form) return;
  const key = (part) => `danvan.words.${form.dataset.report}.${part}`;
  const area = (part) => document.getElementById(`w-${part}`);
  const state = (part) => document.getElementById(`s-${part}`);
  let last = null;

  const read = (part) => { try { return localStorage.getItem(key(part)); } catch { return null; } };
  const write = (part, words) => { try { words === null ? localStorage.removeItem(key(part)) : localStorage.setItem(key(part), words); } catch { /* full or closed: the server has the rest */ } };
  const same = (one, other) => one.replace(/\r\n/g, "\n") === other.replace(/\r\n/g, "\n");

  if (innerWidth < 860) document.querySelector(".outline details").open = false;

  // Words that an earlier page did not get through to the server.
  for (const box of form.querySelectorAll("textarea[data-part]")) {
    const kept = read(box.dataset.part);
    if (kept === null) continue;
    if (same(kept, box.value)) { write(box.dataset.part, null); continue; }
    const note = document.createElement("div");
    note.className = "told warning";
    const words = document.createElement("pre");
    words.className = "theirs";
    words.textContent = kept;
    const take = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet", textContent: form.dataset.take });
    const drop = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet", textContent: form.dataset.drop });
    take.onclick = () => { box.value = kept; note.remove(); box.dispatchEvent(new Event("save-now")); };
    drop.onclick = () => { write(box.dataset.part, null); note.remove(); };
    note.append(form.dataset.found, words, take, " ", drop);
    box.before(note);
    box.closest("details").open = true;
  }

  form.addEventListener("input", (event) => {
    const part = event.target.dataset.part;
    if (part) write(part, event.target.value);
  });
  form.addEventListener("focusin", (event) => { if (event.target.dataset.part) last = event.target; });

  // Confirmed: what was kept here goes, unless more was typed meanwhile.
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const box = event.detail.elt, part = box.dataset && box.dataset.part;
    if (!part) return;
    if (event.detail.successful) {
      const sent = event.detail.requestConfig.parameters[`words-${part}`];
      if (sent !== undefined && same(sent, box.value)) write(part, null);
    } else if (!event.detail.xhr || event.detail.xhr.status === 0 || event.detail.xhr.status >= 500) {
      let note = state(part).querySelector(".unsent");
      if (!note) { note = document.createElement("p"); note.className = "small unsent"; state(part).append(note); }
      note.textContent = form.dataset.unsaved;
      setTimeout(() => box.dispatchEvent(new Event("save-now")), 5000);
    }
  });
  addEventListener("online", () => form.querySelectorAll("textarea[data-part]").forEach((box) => { if (read(box.dataset.part) !== null) box.dispatchEvent(new Event("save-now")); }));

  document.addEventListener("click", (event) => {
    const put = event.target.closest("[data-put]");
    if (put && last) {
      last.closest("details").open = true;
      last.focus();
      last.setRangeText(put.dataset.put, last.selectionStart, last.selectionEnd, "end");
      last.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (put) { navigator.clipboard && navigator.clipboard.writeText(put.dataset.put); }
    const mine = event.target.closest("[data-keep-mine]"), theirs = event.target.closest("[data-take-theirs]");
    if (mine) area(mine.dataset.keepMine).dispatchEvent(new Event("save-now"));
    if (theirs) {
      const box = area(theirs.dataset.takeTheirs);
      box.value = theirs.closest("[data-conflict]").querySelector(".theirs").textContent;
      box.dispatchEvent(new Event("save-now"));
    }
  });
  // Figures are picked for the part that is looked at, also when no place to write was touched yet.
  document.addEventListener("focusin", (event) => { if (event.target.id === "pick" && !last) last = form.querySelector("details[open] textarea[data-part]"); });
})();
