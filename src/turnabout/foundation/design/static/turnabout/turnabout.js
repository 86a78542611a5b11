// Starts the design system's scripts. Everything on every page works without them.
import { initAll } from "./nhsuk-frontend.min.js";

// The design system asks for these two classes before it starts. A browser that runs this module supports it.
document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
