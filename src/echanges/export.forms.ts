import { z } from 'zod'
import { motifEnLignes } from '../platform/saisie.ts'

export const exporterForm = z.object({
  motif: motifEnLignes(
    'Dites pourquoi vous sortez les dossiers du service, et à qui ils vont.',
    300,
  ),
  motDePasse: z.string({ error: 'Tapez votre mot de passe.' }).max(1000),
})
