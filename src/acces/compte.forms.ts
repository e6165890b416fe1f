import { z } from 'zod'

export const changerMotDePasseForm = z.object({
  ancien: z.string({ error: 'Indiquez votre mot de passe actuel.' }),
  motDePasse: z.string({ error: 'Indiquez le nouveau mot de passe.' }),
})
export const fermerSessionForm = z.object({ sessionId: z.uuid() })
