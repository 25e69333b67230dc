"use client";

import { useState } from "react";
import { type Draft, TousuForm } from "tousu/react";
import "tousu/element.css";

export function Complaint() {
  const [draft, setDraft] = useState<Draft>({ orderNumber: "1001" });
  return (
    <>
      <TousuForm draft={draft} onChange={setDraft} locale="en" today="2026-05-20" />
      <output id="typed">{String(draft.productName ?? "")}</output>
    </>
  );
}
