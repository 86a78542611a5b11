// A page that says how far something is (`data-again`) looks again by itself: it fetches itself and takes over what has
// changed inside that place alone, so whoever reads the page keeps their place on it. Once it is over the page is
// loaded anew and says what came of it. Without this script the whole page is loaded again and again.
const EVERY = 2000; // milliseconds

const place = document.querySelector("[data-again]");
if (place) setTimeout(look, EVERY);

async function look() {
  let page = null;
  try {
    const answer = await fetch(place.dataset.again, { credentials: "same-origin", cache: "no-store" });
    if (answer.ok) page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    // Nobody answered: the next look may find somebody.
  }
  const fresh = page?.querySelector("[data-again]");
  if (page && !fresh) {
    location.assign(place.dataset.again);
    return;
  }
  if (fresh) place.replaceChildren(...fresh.childNodes);
  setTimeout(look, EVERY);
}
