/* Brings govuk-frontend's components to life: menu, exit button, error summary, and buttons that ignore a second click. */
import { initAll } from "./vendor/govuk-frontend.min.js";

initAll();
