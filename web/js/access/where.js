const THIS_COMPUTER = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** Where a voice goes from a page of that computer, in one sentence. @param {{hostname: string}} address */
export const whereVoiceGoes = ({ hostname } = location) =>
  THIS_COMPUTER.test(hostname)
    ? "Your voice never leaves this computer."
    : `Your voice goes to ${hostname}, the computer that runs this page, and no further.`;
