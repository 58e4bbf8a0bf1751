/** How many parts a picture shows by themselves: more would be too small to be hit. */
export const shownAtMost = 40;
