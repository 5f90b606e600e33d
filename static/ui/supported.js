/* Runs before the page is drawn, so that menus do not jump: says that this browser knows modules. */
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
