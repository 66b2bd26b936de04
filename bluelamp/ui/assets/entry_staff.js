// Desks and phones: GOV.UK Frontend's behaviour.
import { initAll } from "govuk-frontend";

initAll();
