// The small comforts of every page. Each page works without this script; what it adds is chosen in
// the markup: data-confirm, data-submit-on-change, <details data-menu>, <time data-time>.
import { clearAddresses } from "./enhance/address.ts";
import { askBeforeSubmit, submitOnce, submitOnChange } from "./enhance/forms.ts";
import { closeMenus } from "./enhance/menus.ts";
import { localTimes } from "./enhance/times.ts";

clearAddresses(document);
askBeforeSubmit(document);
submitOnce(document);
submitOnChange(document);
closeMenus(document);
localTimes(document);
