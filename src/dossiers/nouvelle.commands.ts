import { command, type Trace } from '../platform/command.ts'
import { Refused } from '../platform/refusal.ts'
import { voirForm } from './nouvelle.forms.ts'
import * as store from './nouvelle.store.ts'

/**
 * « Vu »: one's own news only; what was for several functions of an entité is then seen for them
 * all.
 */
export const voirNouvelles = command({
  name: 'dossiers.voir-nouvelles',
  permission: 'dossier:lire',
  aQui: 'soi',
  input: voirForm,
  async run(tx, { nouvelleIds }, { maintenant, aujourdhui }) {
    const vues = await store.voirNouvelles(tx, nouvelleIds, {
      a: maintenant.toString(),
      le: aujourdhui,
    })
    if (vues.length === 0)
      throw new Refused([
        {
          code: 'deja_vu',
          message: 'Quelqu’un de votre service l’a déjà vu : la liste est à jour.',
        },
      ])
    return vues
  },
  journal: (_input, vues) =>
    vues.map(vue => ({ dossierId: vue.dossierId, cible: vue.nouvelleId })) as [Trace, ...Trace[]],
})
