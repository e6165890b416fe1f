import { command, entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { refusDeMotsReveles } from '../platform/revele.ts'
import { ecrireModeleForm, retablirModeleForm } from './message.forms.ts'
import {
  avecSujet,
  porteesCommunes,
  refusDeModele,
  refusDeModeleChange,
  refusDeSujet,
} from './modele.rules.ts'
import * as store from './modele.store.ts'

const contraintes = {
  un_modele_en_vigueur:
    'Un autre agent vient d’écrire ce modèle. Votre texte est encore ici : comparez, puis enregistrez de nouveau.',
}
/** A template is for a type of the service, or for all those held the same way. */
async function exigerPortee(tx: Tx, entiteId: string, pour: string): Promise<void> {
  if (pour in porteesCommunes) return
  trouver((await store.types(tx, entiteId)).find(type => type.cle === pour))
}

export const ecrireModele = command({
  name: 'messages.ecrire-modele',
  permission: 'modele:ecrire',
  aQui: 'entite',
  input: ecrireModeleForm,
  contraintes,
  async run(tx, { pour, vu, sujet, texte, confirme, ...reste }, { acteur, maintenant }) {
    const entiteId = trouver(entiteDe(acteur))
    await exigerPortee(tx, entiteId, pour)
    const complet = reste.canal === 'courriel' ? avecSujet(sujet ?? '', texte) : texte
    refuseIf([
      ...refusDeModele(texte, reste.moment),
      ...refusDeSujet(reste.canal, sujet),
      ...refusDeMotsReveles(complet, confirme),
    ])
    const cle = { entiteId, type: pour, ...reste }
    const instant = maintenant.toString()
    const remplaces = await store.remplacer(tx, cle, instant)
    refuseIf(refusDeModeleChange(vu ?? '', remplaces[0]?.id ?? ''))
    const { id } = await store.inserer(tx, {
      ...cle,
      texte: complet,
      ecritA: instant,
      ecritPar: acteur.id,
    })
    return { modeleId: id }
  },
  journal: (_input, { modeleId }) => ({ cible: modeleId }),
})

export const retablirModele = command({
  name: 'messages.retablir-modele',
  permission: 'modele:ecrire',
  aQui: 'entite',
  input: retablirModeleForm,
  async run(tx, { pour, ...reste }, { acteur, maintenant }) {
    const remplaces = await store.remplacer(
      tx,
      { entiteId: trouver(entiteDe(acteur)), type: pour, ...reste },
      maintenant.toString(),
    )
    return { modeleId: remplaces[0]?.id ?? null }
  },
  journal: (_input, { modeleId }) => ({ cible: modeleId }),
})
