// Starts the page. A classic script without build step, in <head>, so that it runs before the first paint.
// In a browser too old to read it, or when it does not load, all of #static simply stays readable.
"use strict";
(() => {
  const script = document.currentScript;
  const root = document.documentElement;
  const here = new URL("./", script.src);
  const english = () => /[#&]taal=en(&|$)/.test(location.hash);
  const say = (nl, en) => (english() ? en : nl);

  // The content policy lets text become markup or a script's address only through here.
  const worker = new URL("sw.js", here).href;
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML: (html) => (/<script|javascript:|\son\w+\s*=/i.test(html) ? null : html),
    createScriptURL: (url) => (url === worker ? url : null),
  });

  // The style sheet hides the list of #static only with this class and only while loading.
  root.classList.add("script");
  // A start that takes longer than this looks broken: show the list meanwhile.
  setTimeout(() => root.classList.remove("script"), 8000);

  // ---- failed start -------------------------------------------------------------------------------------
  function failed() {
    // Setting the attribute calls the observer below, also with the value it has.
    if (root.dataset.boot !== "failed") root.dataset.boot = "failed";
    const show = () => {
      if (document.querySelector(".boot-failed")) return;
      const box = document.createElement("div");
      box.className = "boot-failed";
      box.setAttribute("role", "alert");
      const readable = !script.dataset.corpus && document.getElementById("static") !== null;
      for (const [lang, text, more] of [
        ["nl", "Deze pagina kon niet starten.", readable ? " De documenten zijn hieronder te openen." : " Herlaad de pagina."],
        ["en", "This page could not start.", readable ? " The documents can be opened below." : " Reload the page."],
      ]) {
        const p = document.createElement("p");
        p.lang = lang;
        p.textContent = text + more;
        box.append(p);
      }
      document.body.prepend(box);
    };
    if (document.body) show();
    else addEventListener("DOMContentLoaded", show);
  }
  // The app signals a panic by the same attribute.
  new MutationObserver(() => root.dataset.boot === "failed" && failed())
    .observe(root, { attributes: true, attributeFilter: ["data-boot"] });
  // After a trap the wasm answers nothing any more.
  addEventListener("error", ({ error }) => {
    if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) failed();
  });

  // ---- start --------------------------------------------------------------------------------------------
  const ready = new Promise((go) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", go);
    else go();
  });
  // The documents of a large dossier lie in a file of their own, and so does the script that loads them.
  async function documents() {
    const { load } = await import(new URL("corpus.js", here));
    await ready;
    return load(new URL(script.dataset.corpus, here), +script.dataset.corpusBytes, say);
  }
  (async () => {
    const { js, wasm, corpus } = script.dataset;
    const app = new URL(wasm, here);
    // While the documents come: browsers warn of what is preloaded and not fetched soon.
    const early = corpus ? fetch(app) : app;
    const [glue, bytes, module] = await Promise.all([import(new URL(js, here)), corpus && documents(), early, ready]);
    globalThis.inzageCorpus = bytes; // main.rs takes a copy when it starts
    await glue.default({ module_or_path: module });
    delete globalThis.inzageCorpus;
  })().catch((error) => {
    console.error(error);
    failed();
  });

  // ---- offline ------------------------------------------------------------------------------------------
  // Only at top level and in a secure context: in a frame of another site registering is refused or useless.
  function offline() {
    if (window !== window.top || !window.isSecureContext || !navigator.serviceWorker) return;
    const workers = navigator.serviceWorker;
    let asked = false;
    workers.addEventListener("controllerchange", () => asked && location.reload());

    // A new version is offered, never forced: it waits until the button is pressed or all windows are closed.
    function offer(waiting) {
      if (document.querySelector(".update-notice")) return;
      const notice = document.createElement("div");
      notice.className = "update-notice";
      notice.setAttribute("role", "status");
      document.body.append(notice);
      const text = document.createElement("span");
      const button = document.createElement("button");
      button.type = "button";
      button.addEventListener("click", () => {
        asked = true;
        waiting.postMessage("skipWaiting");
      });
      const write = () => {
        notice.lang = say("nl", "en");
        text.textContent = say("Er is een nieuwe versie. ", "A new version is available. ");
        button.textContent = say("Herlaad", "Reload");
      };
      write();
      addEventListener("hashchange", write);
      notice.append(text, button);
    }

    // On a first visit nothing is offered. The events may come after the first worker has taken the page over, so
    // what was there before is asked before.
    const kept = workers.controller !== null;
    workers.register(worker, { updateViaCache: "none" }).then((registration) => {
      if (registration.waiting && kept) offer(registration.waiting);
      registration.addEventListener("updatefound", () => {
        const installing = registration.installing;
        const update = registration.active !== null;
        installing?.addEventListener("statechange", () => {
          if (installing.state === "installed" && update) offer(installing);
        });
      });
    }).catch(() => {}); // no worker, no harm: the page works without
  }
  try {
    addEventListener("load", offline);
  } catch {}
})();
