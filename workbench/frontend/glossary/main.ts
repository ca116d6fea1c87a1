// The glossary's pages. Without this script they work by links and forms.
import { listenForKeys } from "./keys.ts";
import { followRechecking } from "./rechecking.ts";
import { addTermsInPlace } from "./terms.ts";

listenForKeys();
addTermsInPlace();
void followRechecking();
