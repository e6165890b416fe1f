import { command } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import * as store from './attente.store.ts'
import { leverAttenteForm, signalerAttenteForm } from './mesure.forms.ts'

export const signalerAttente = command({
  name: 'mesures.signaler-attente',
  permission: 'attente:ecrire',
  aQui: 'qui_suit',
  input: signalerAttenteForm,
  contraintes: {
    une_attente_par_decision:
      'Ce dossier est déjà en attente de saisine, sans que la décision soit nommée : levez d’abord cette attente.',
  },
  async run(tx, { dossierId, manque }, { acteur, aujourdhui }) {
    await store.insererAttente(tx, {
      dossierId,
      depuisLe: aujourdhui,
      manque,
      signaleePar: acteur.id,
    })
    return { dossierId }
  },
  journal: ({ dossierId }) => ({ dossierId }),
})

export const leverAttente = command({
  name: 'mesures.lever-attente',
  permission: 'attente:ecrire',
  aQui: 'qui_suit',
  input: leverAttenteForm,
  async run(tx, { dossierId, attenteId }, { acteur, aujourdhui }) {
    trouver(
      await store.leverAttente(tx, dossierId, attenteId, {
        leveeLe: aujourdhui,
        leveePar: acteur.id,
      }),
    )
    return { dossierId }
  },
  journal: ({ dossierId, attenteId }) => ({ dossierId, cible: attenteId }),
})
