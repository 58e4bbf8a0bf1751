/** distribution's option, in one piece however narrow the screen. */
export function Flag() {
  return <code className="whitespace-nowrap text-[0.8125rem]">--delete-untagged</code>;
}
