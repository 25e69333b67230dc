/** Printing: the text that is shown, or a blank form to fill in by hand. */

import { render } from "preact";
import type { Composition } from "tousu";
import { surroundings } from "../files/export/save.ts";

/** Asks for the print dialog. Returns false where there is none: web-views have the function, and it does nothing. */
export function print(): boolean {
  if (surroundings().wechat || typeof window.print !== "function") return false;
  window.print();
  return true;
}

/** Prints the form of an empty draft as a table with room to write in. Returns false where nothing can be printed. */
export function printBlank({ title, parts }: Composition): boolean {
  const place = document.createElement("div");
  place.className = "p-blank";
  place.setAttribute("aria-hidden", "true");
  render(
    <>
      <p class="p-blank-title">{title}</p>
      <table>
        <tbody>
          {parts.map(({ id, label }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </>,
    place,
  );
  document.body.append(place);
  document.body.classList.add("p-printing");
  const done = () => {
    document.body.classList.remove("p-printing");
    place.remove();
  };
  window.addEventListener("afterprint", done, { once: true });
  if (print()) return true;
  window.removeEventListener("afterprint", done);
  done();
  return false;
}
