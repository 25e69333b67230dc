/** The view library as one file of the package, which the element and the page share: as much of it as the two use. */

export { batch, computed, effect, signal, useSignal } from "@preact/signals";
export { createContext, Fragment, options, render } from "preact";
export { useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
export { jsx, jsxs } from "preact/jsx-runtime";
