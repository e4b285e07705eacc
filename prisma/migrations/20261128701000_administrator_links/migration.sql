-- A one-time link that makes the person of a mail address an administrator of the platform.
ALTER TYPE "verification_purpose" ADD VALUE 'ADMINISTRATOR';
