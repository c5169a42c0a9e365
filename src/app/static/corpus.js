// Loads the documents of a dossier that is too large to be embedded, and says how far it is. boot.js imports it only
// when `inzage publish` named such a file; otherwise it is not published.

/**
 * The bytes of the documents, inflated; asks for another try as long as they do not come.
 *
 * `size`: bytes of the file as it lies on the host. `say` chooses the language.
 */
export async function load(address, size, say) {
  const view = show();
  follow(view, say);
  for (let cache = "default"; ; cache = "reload") {
    try {
      return await fetched(address, size, cache, (done) => {
        const [now, all] = [done, size].map((n) => Math.round(n / 1e6).toLocaleString(say("nl", "en")));
        const [nl, en] = [`Documenten laden … ${now} van ${all} MB`, `Loading documents … ${now} of ${all} MB`];
        view.tell(say(nl, en), done, size);
      });
    } catch (error) {
      console.error(error);
      const lost = error instanceof Unreachable;
      await view.offer(
        lost
          ? say("De documenten zijn niet te bereiken.", "The documents cannot be reached.")
          : say("De documenten zijn niet heel aangekomen.", "The documents did not arrive whole."),
        say("Opnieuw proberen", "Try again"),
      );
    }
  }
}

class Unreachable extends Error {}

/** What the file holds, inflated on the way, or an error: a name with other bytes is never used. */
async function fetched(address, size, cache, tell) {
  tell(0);
  const lost = (error) => {
    throw new Unreachable(`${address}: ${error.message}`);
  };
  const response = await fetch(address, { cache }).catch(lost);
  if (!response.ok) lost(new Error(response.status));
  const bytes = new Uint8Array(size);
  let done = 0;
  const gzip = new DecompressionStream("gzip");
  const inflated = new Response(gzip.readable).arrayBuffer();
  inflated.catch(() => {}); // what is wrong with the bytes is told below
  const inflater = gzip.writable.getWriter();
  const reader = response.body.getReader();
  for (;;) {
    const { done: ended, value } = await reader.read().catch(lost);
    if (ended) break;
    if (done + value.length > size) throw new Error(`${address}: more than ${size} bytes`);
    bytes.set(value, done);
    done += value.length;
    tell(done);
    await inflater.write(value);
  }
  if (done < size) throw new Error(`${address}: ${done} of ${size} bytes`);
  // Without a secure context there is no crypto.subtle; gzip has a sum of its own.
  const digest = new Uint8Array((await crypto.subtle?.digest("SHA-256", bytes)) ?? []);
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hash && !address.pathname.includes(hash.slice(0, 16))) throw new Error(`${address}: found ${hash}`);
  await inflater.close();
  return new Uint8Array(await inflated);
}

/** What the wasm says about its own progress: `data-opened="4000/10000"`. */
function follow({ tell }, say) {
  const root = document.documentElement;
  new MutationObserver(() => {
    const [now, all] = root.dataset.opened.split("/").map(Number);
    const lang = say("nl", "en");
    // By the thousand: whoever listens is not told every step.
    const words = (now - (now % 1000)).toLocaleString(lang);
    const total = all.toLocaleString(lang);
    const [nl, en] = [`Documenten openen … ${words} van ${total}`, `Opening documents … ${words} of ${total}`];
    tell(say(nl, en), now, all);
  }).observe(root, { attributes: true, attributeFilter: ["data-opened"] });
}

/** A line of words and a bar below what stands in the page; the app removes both with it. */
function show() {
  const box = document.createElement("div");
  box.className = "loading";
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  line.tabIndex = -1;
  const bar = document.createElement("progress");
  box.append(line, bar);
  document.getElementById("static").append(box);
  return {
    tell(words, now, all) {
      if (line.textContent !== words) {
        line.textContent = words;
        bar.setAttribute("aria-label", words);
      }
      bar.max = all;
      bar.value = now;
    },
    /** Says what went wrong, until the button is pressed. */
    offer(words, name) {
      line.textContent = words;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      bar.replaceWith(button);
      return new Promise((go) => {
        button.addEventListener("click", () => {
          button.replaceWith(bar);
          line.focus();
          go();
        });
      });
    },
  };
}
