// What another tab or the run itself does: noticed within two seconds, and shown without a reload.

import { answered } from "./page.js";

const EVERY = 1500;

/** @param {HTMLElement} root @param {() => Promise<void>} refresh */
export function watch(root, refresh) {
  let version = document.body.dataset.version;
  let early = root.dataset.early === "1";
  const look = async () => {
    try {
      const response = await fetch(`/p/${document.body.dataset.project}/state`);
      answered(true);
      const state = await response.json();
      const arrived = early && state.kept !== null && !state.kept[1];
      const busy = document.querySelector(".naming:not([hidden])") !== null;
      if ((String(state.version) !== version || arrived) && !busy) {
        version = String(state.version);
        early = early && !arrived;
        await refresh();
        const live = document.getElementById("live");
        if (arrived && live) live.textContent = root.dataset.arrived ?? "";
      }
    } catch {
      answered(false);
    }
    window.setTimeout(look, EVERY);
  };
  window.setTimeout(look, EVERY);
}
