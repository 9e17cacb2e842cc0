/**
 * Starts the popup once its page stands. Its modules are many: fetched at once, they hold up the style sheet that the
 * first paint waits for, and the browser does not show a popup before its page is loaded.
 * @module
 */

addEventListener("load", () => void import("./popup.js"));
