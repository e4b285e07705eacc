-- A mailed link that signs in: unlike the code beside it, it cannot be guessed, so no stranger's guesses or requests end it.
ALTER TYPE "verification_purpose" ADD VALUE 'SIGN_IN_LINK';
