// Keeps what is being typed on a page that says where (`data-autosave`): a little after the last key, on leaving the
// page, and again and again while there is no connection. It writes into its own line and one hidden box, so whoever
// types is never disturbed. Without this script the buttons of the page do the same.
const PAUSE = 2000; // milliseconds after the last key
const LONGEST = 1000000; // characters that are worth sending
const FIRST_RETRY = 5000;
const LAST_RETRY = 60000;

for (const line of document.querySelectorAll("[data-autosave]")) {
  const form = line.closest("form");
  if (form) start(form, line);
}

function start(form, line) {
  let saved = typedIn(form);
  let timer = 0;
  let retry = FIRST_RETRY;
  let underWay = null;
  let over = false;

  form.addEventListener("input", () => plan(PAUSE));
  form.addEventListener("change", () => plan(PAUSE));
  window.addEventListener("online", () => plan(0));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    over = true;
    if (!underWay) return;
    // What is on its way arrives first, so that the page does not overtake itself.
    event.preventDefault();
    underWay.finally(() => form.requestSubmit(event.submitter));
  });
  // A page that comes back from the browser's memory goes on where it was.
  window.addEventListener("pageshow", (event) => event.persisted && (over = false));

  function plan(wait) {
    clearTimeout(timer);
    if (!over) timer = setTimeout(send, wait);
  }

  function send() {
    const typed = typedIn(form);
    if (over || underWay || typed === saved) return;
    if (typed.length > LONGEST) {
      say(line.dataset.tooLong);
      return;
    }
    underWay = keep(typed).finally(() => {
      underWay = null;
      if (typedIn(form) !== saved) plan(retry === FIRST_RETRY ? PAUSE : retry);
    });
  }

  async function keep(typed) {
    const body = new URLSearchParams(typed);
    for (const name of ["csrfmiddlewaretoken", "seen"]) body.set(name, form.elements[name].value);
    let answer;
    try {
      answer = await fetch(line.dataset.autosave, {
        method: "POST",
        body,
        credentials: "same-origin",
        redirect: "manual",
        keepalive: typed.length < 60000,
      });
    } catch {
      return later(line.dataset.offline);
    }
    if (answer.type === "opaqueredirect") return later(line.dataset.signedOut);
    if (answer.status >= 500) return later(line.dataset.offline);
    const told = (answer.headers.get("content-type") ?? "").includes("json") ? await answer.json() : null;
    if (answer.ok && told) {
      saved = typed;
      retry = FIRST_RETRY;
      form.elements.seen.value = told.seen;
    } else {
      over = true;
    }
    say(told ? told.told : line.dataset.refused);
  }

  function later(words) {
    say(words);
    retry = Math.min(retry * 2, LAST_RETRY);
  }

  function say(words) {
    if (line.textContent !== words) line.textContent = words;
  }
}

/** What stands in the boxes, in one string that can be compared; without what changes by itself. */
function typedIn(form) {
  const data = new URLSearchParams(new FormData(form));
  for (const name of ["csrfmiddlewaretoken", "idempotency_key", "seen"]) data.delete(name);
  return data.toString();
}
