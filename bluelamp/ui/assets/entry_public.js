// Public pages: GOV.UK Frontend's behaviour (quick exit with Shift three times, error summary focus and so on).
import { initAll } from "govuk-frontend";

initAll();
