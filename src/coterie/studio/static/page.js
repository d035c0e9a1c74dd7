// What every page does beside the server's HTML: the drop zone, undo by keys, and whether the studio still answers.
document.documentElement.classList.add("js");

export function isTyping(/** @type {EventTarget | null} */ target) {
  return target instanceof HTMLElement && target.closest("input:not([type=range]):not([type=checkbox]), textarea, select") !== null;
}

/** Write a text where a page has a place for it. @param {ParentNode | null | undefined} root @param {string} place @param {string} text */
export function put(root, place, text) {
  const found = root?.querySelector(place);
  if (found && found.textContent !== text) found.textContent = text;
}

const drop = document.getElementById("drop");
if (drop) {
  const file = /** @type {HTMLInputElement} */ (drop.querySelector("input[type=file]"));
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    });
  }
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer?.files.length) {
      file.files = event.dataTransfer.files;
      /** @type {HTMLFormElement} */ (drop).requestSubmit();
    }
  });
}

document.addEventListener("keydown", (event) => {
  if (isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
    const button = /** @type {HTMLButtonElement | null} */ (document.getElementById(key === "z" && !event.shiftKey ? "undo" : "redo"));
    if (button && !button.disabled) {
      event.preventDefault();
      button.click();
    }
  } else if (key === "/" && document.getElementById("find")) {
    event.preventDefault();
    document.getElementById("find")?.focus();
  }
});

for (const form of document.querySelectorAll('form[action$="/undo"], form[action$="/redo"]')) {
  form.addEventListener("submit", () => keepAddress(/** @type {HTMLFormElement} */ (form)));
}

/** Let the server send back to where this page is: the same number of segments, the same selection.
 * @param {HTMLFormElement} form */
export function keepAddress(form) {
  let field = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=address]"));
  if (!field) {
    field = document.createElement("input");
    field.type = "hidden";
    field.name = "address";
    form.append(field);
  }
  if (location.pathname.endsWith("/segments")) field.value = location.search.slice(1);
}

for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copy]"))) {
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy ?? "")?.textContent ?? "");
    button.textContent = button.dataset.done ?? "";
  });
}

const touch = document.getElementById("touch");
let heard = new Date();
export function answered(/** @type {boolean} */ answers) {
  if (answers) heard = new Date();
  if (!touch) return;
  touch.hidden = answers;
  touch.textContent = answers ? "" : (touch.dataset.says ?? "").replace("…", heard.toLocaleTimeString());
}
