// Public pages: GOV.UK Frontend's behaviour (quick exit with Shift three times, error summary focus and so on).
import { ExitThisPage, initAll } from "govuk-frontend";

/**
 * GOV.UK's own, but the other website takes this page's place: "Back" does not lead to it, and its name leaves the tab
 * at once. Pages that were open before it are still in the history; the page says so.
 */
ExitThisPage.prototype.exitPage = function exitPage() {
  const loading = this.i18n.t("activated");
  document.body.classList.add("govuk-exit-this-page-hide-content");
  const cover = document.createElement("div");
  cover.className = "govuk-exit-this-page-overlay";
  cover.setAttribute("role", "alert");
  document.body.append(cover);
  cover.textContent = document.title = loading;
  location.replace(this.$button.href);
};

initAll();
