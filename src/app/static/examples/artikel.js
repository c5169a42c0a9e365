// How an article speaks with the dossier in its frame: see ../inzage.d.ts.
"use strict";
const embed = document.createElement("inzage-embed");
const dossier = new URL("../", document.currentScript.src);
// The frame answers this page and no other.
embed.title = "Dossier: Nederland en de CSAM-verordening";
embed.setAttribute("src", `${dossier}#embed&host=${encodeURIComponent(location.origin)}`);
document.getElementById("dossier").append(embed);

const waiting = new Map();
let last = 0;
function ask(name, given) {
  const frame = embed.querySelector("iframe");
  return new Promise((resolve, reject) => {
    waiting.set(++last, { resolve, reject });
    frame.contentWindow.postMessage({ type: `inzage:${name}`, id: last, given }, dossier.origin);
  });
}
addEventListener("message", ({ origin, source, data }) => {
  if (origin !== dossier.origin || source !== embed.querySelector("iframe")?.contentWindow) return;
  const asked = waiting.get(data?.id);
  if (!asked) return;
  waiting.delete(data.id);
  if ("error" in data) asked.reject(new Error(data.error));
  else asked.resolve(data.given);
});

async function tell() {
  const { count, documents } = await ask("result");
  const years = documents.flatMap(({ earliest }) => earliest?.slice(0, 4) ?? []);
  document.getElementById("found").textContent =
    count === 0 ? "Niets gevonden." : `${count} documenten, uit ${[...new Set(years)].join(", ")}.`;
}
document.querySelector(".buttons").addEventListener("click", async ({ target }) => {
  if (!target.dataset.wanted) return;
  await ask("set", JSON.parse(target.dataset.wanted));
  await tell();
});
embed.querySelector("iframe").addEventListener("load", tell);
