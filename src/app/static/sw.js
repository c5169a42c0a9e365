// Offline. `inzage publish` fills in the two constants; unfilled, this worker does nothing.
"use strict";
const BUILD = "";
const FILES = {};
