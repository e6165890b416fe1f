import { z } from 'zod'
import { caseCochee, identifiant, jourSaisi } from '../platform/saisie.ts'

export const demenagerForm = z.object({
  deLieuId: identifiant('Choisissez le lieu qui déménage.'),
  versLieuId: identifiant('Choisissez le nouveau lieu.'),
  le: jourSaisi('Indiquez le premier jour au nouveau lieu.'),
  prevenir: caseCochee,
})
