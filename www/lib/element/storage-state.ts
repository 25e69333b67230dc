/** State of the storage. "saved" is reported only after `save` has resolved. */
export type StorageState = "" | "saving" | "saved" | "temporary" | "saveFailed" | "loadFailed";
