const tousu = require("tousu");

App({
  onLaunch() {
    // The packed module is a file of the package; pages wait for this promise.
    this.loaded = tousu.load("/miniprogram_npm/tousu/tousu.wasm.br");
  },
  /** The text that the check page wrote, for the text page. */
  text: undefined,
});
