import { DatabaseSync } from "node:sqlite";
export const dynamic = "force-dynamic";
export default function P() {
  const db = new DatabaseSync(":memory:");
  return <p className="text-red-500">{String(db.prepare("select sqlite_version() v").get()?.v)}</p>;
}
