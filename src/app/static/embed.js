// Gives each frame of this dossier its right height, on any site; sends nothing but a request for it.
// Also defines <inzage-embed src="…#embed&…" title="…">.
(() => {
  "use strict";
  const base = new URL("./", document.currentScript.src);
  const ours = (frame) => frame.tagName === "IFRAME" && frame.src.startsWith(base);
  const ping = (frame) => frame.contentWindow?.postMessage({ type: "inzage:ping" }, "*");

  addEventListener("message", ({ origin, source, data }) => {
    if (data?.type !== "inzage:height" || !Number.isFinite(data.height)) return;
    for (const frame of frames()) {
      // From our own pages only, and only for the very frame that speaks. A sandbox can take the origin away.
      const opaque = frame.sandbox.length && !frame.sandbox.contains("allow-same-origin");
      if (frame.contentWindow !== source || origin !== (opaque ? "null" : base.origin)) continue;
      const height = Math.min(20000, Math.max(120, Math.ceil(data.height)));
      // Below 2 px it is rounding, and answering that could go on forever.
      if (Math.abs(frame.clientHeight - height) >= 2) frame.style.height = height + "px";
    }
  });
  const frames = () => [...document.querySelectorAll("iframe")].filter(ours);
  // A frame older than this script has told its height to nobody.
  frames().forEach(ping);
  document.addEventListener("load", ({ target }) => ours(target) && ping(target), true);

  customElements.get("inzage-embed") || customElements.define("inzage-embed", class extends HTMLElement {
    connectedCallback() {
      const frame = document.createElement("iframe");
      frame.src = new URL(this.getAttribute("src") || "#embed", base);
      if (!ours(frame) || this.querySelector("iframe")) return;
      frame.title = this.title || "Inzage";
      frame.height = 640;
      frame.loading = "lazy";
      frame.allow = "clipboard-write";
      frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";
      frame.style.cssText = "width:100%;border:0";
      this.append(frame);
    }
  });
})();
