/** The name of a plan's run among the jobs. */
export const planJobId = (plan: string): string => `plan/${plan}`;

/** The name of a plan's undoing among the jobs. */
export const undoJobId = (plan: string): string => `undo/${plan}`;
