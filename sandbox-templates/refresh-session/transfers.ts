/** Who moved money, oldest first. What stands here has happened. */
export const transfers: string[] = [];
