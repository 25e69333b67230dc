/** As `taro init` writes it, and the module copied to where `load` finds it. */
export default {
  projectName: "complaint",
  date: "2026-5-20",
  designWidth: 750,
  deviceRatio: { 750: 1 },
  sourceRoot: "src",
  outputRoot: "dist",
  framework: "react",
  compiler: { type: "webpack5", prebundle: { enable: false } },
  cache: { enable: false },
  copy: { patterns: [{ from: "node_modules/tousu/wechat/tousu.wasm.br", to: "dist/tousu.wasm.br" }], options: {} },
  mini: {},
};
