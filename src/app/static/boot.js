// Starts the page. A classic script without build step, in <head>, so that it runs before the first paint.
// In a browser too old to read it, or when it does not load, all of #static simply stays readable.
"use strict";
(() => {
  const script = document.currentScript;
  const root = document.documentElement;
  const here = new URL("./", script.src || document.baseURI); // in one file the script has no address
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
  if (location.hash.length > 1) root.dataset.at = "";
  const [, theme] = /[#&]thema=(licht|donker)/.exec(location.hash) ?? [];
  if (theme) root.style.colorScheme = theme === "licht" ? "light" : "dark";
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
  const alive = (async () => {
    const { js, wasm, corpus } = script.dataset;
    const app = new URL(wasm, here);
    // While the documents come: browsers warn of what is preloaded and not fetched soon.
    const early = corpus ? fetch(app) : app;
    const [glue, bytes, module] = await Promise.all([import(new URL(js, here)), corpus && documents(), early, ready]);
    globalThis.inzageCorpus = bytes; // main.rs takes a copy when it starts
    await glue.default({ module_or_path: module });
    delete globalThis.inzageCorpus;
    return glue;
  })();
  alive.catch((error) => {
    console.error(error);
    failed();
  });

  // ---- in a frame ---------------------------------------------------------------------------------------
  // Tells its height to the page around it in three dialects: that of embed.js, of AMP, and of WordPress, which appends a
  // secret to whatever address it embeds.
  if (parent !== window) {
    let told = 0;
    let [, secret] = /\?secret=([a-z0-9]{1,64})$/i.exec(location.hash) ?? [];
    const tell = (asked) => {
      const { width, height: exact } = document.querySelector(".page")?.getBoundingClientRect() ?? {};
      const height = Math.ceil(exact); // half a pixel less is a scroll bar
      // A hidden tab has no width; less than 2 px is rounding, and answering that could go on forever.
      if (!width || (!asked && Math.abs(height - told) < 2)) return;
      told = height;
      const say = (message) => parent.postMessage(message, "*");
      say({ type: "inzage:height", height });
      say({ sentinel: "amp", type: "embed-size", height });
      if (secret) say({ message: "height", value: height, secret });
    };
    alive.then(() => new ResizeObserver(() => tell()).observe(document.getElementById("app")), () => {});
    addEventListener("message", ({ source, data }) => {
      if (source !== parent || data?.type !== "inzage:ping") return;
      if (typeof data.secret === "string" && /^[a-z0-9]{1,64}$/i.test(data.secret)) secret = data.secret;
      tell(true);
    });
  }

  // ---- tools --------------------------------------------------------------------------------------------
  // What few readers need is a program of its own: it is fetched when somebody asks for it.
  let tools;
  let tries = 0;
  async function loaded() {
    const glue = await alive;
    // A large dossier is opened by and by.
    while (root.dataset.boot === "loading") await new Promise((go) => setTimeout(go, 50));
    const { tools: js, toolsWasm } = script.dataset;
    // Browsers remember that an address failed; another one is asked for anew.
    const module = await import(new URL(tries++ ? `${js}?${tries}` : js, here));
    await module.default({ module_or_path: new URL(toolsWasm, here) });
    module.begin(glue.dossier(), glue.provide);
    return module;
  }
  const tool = async (name, ...given) => {
    tools ??= loaded();
    tools.catch(() => (tools = undefined)); // the next try asks again
    return (await tools)[name](...given);
  };
  // For scripts, of this page and of one around it that the address names (`&host=https://…`): see inzage.d.ts.
  globalThis.inzage = Object.fromEntries(["state", "set", "result"].map((name) => [name, (given) => tool(name, given)]));
  const host = /[#&]host=(http[^&]*)/.exec(location.hash)?.[1];
  addEventListener("message", async ({ origin, source, data }) => {
    const name = ["state", "set", "result"].find((name) => data?.type === "inzage:" + name);
    if (!name || source === window || source !== parent || ![origin, encodeURIComponent(origin)].includes(host)) return;
    const answer = await tool(name, data.given).then((given) => ({ given }), (error) => ({ error: String(error) }));
    source.postMessage({ type: data.type + ":answer", id: data.id, ...answer }, origin);
  });

  const asked = (name, ...given) => {
    root.dataset.busy = "";
    tool(name, ...given)
      .catch((error) => {
        console.error(error);
        const box = note();
        box.textContent = say("Dit onderdeel kon niet worden geladen. Bent u online, herlaad dan de pagina.", "This part could not be loaded. If you are online, reload the page.");
        setTimeout(() => box.remove(), 8000);
      })
      .finally(() => delete root.dataset.busy);
  };
  addEventListener("click", ({ target, detail }) => {
    const copy = target.closest?.("[data-copy]");
    if (copy) copied(copy);
    const pressed = target.closest?.("[data-tool]");
    if (pressed) asked("open", pressed.dataset.tool, pressed.dataset.passage ?? "", detail ? marked : String(getSelection()));
  });
  // The text stands in the button, the answer behind it. Without a secure context there is no clipboard; in a frame it
  // may refuse.
  async function copied({ dataset, nextSibling: said }) {
    const done = await navigator.clipboard?.writeText(dataset.copy).then(() => 1, () => 0);
    said.textContent = done ? say("Gekopieerd", "Copied") : say("Kopiëren mag hier niet", "Copying is not allowed here");
    setTimeout(() => (said.textContent = ""), 3000);
  }
  // Pressing a button with a pointer may end the selection.
  let marked = "";
  addEventListener("pointerdown", () => (marked = String(getSelection())), true);
  // A link that carries the words it quotes.
  const quoted = () => {
    document.querySelector(".quoted")?.remove();
    if (/[#&]citaat=/.test(location.hash)) asked("arrive");
  };
  addEventListener("hashchange", quoted);
  alive.then(quoted, () => {});
  // A text that is dropped on the page.
  addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
  addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    asked("drop", [...event.dataTransfer.files]);
  });

  function note() {
    const box = document.createElement("div");
    box.className = "update-notice";
    box.setAttribute("role", "status");
    document.body.append(box);
    return box;
  }

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
      const notice = note();
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
