/**
 * Starts the popup once its page stands. Its modules are many: fetched at once, they hold up the style sheet that the
 * first paint waits for.
 * @module
 */

addEventListener("load", () => void import("./popup.js"));
