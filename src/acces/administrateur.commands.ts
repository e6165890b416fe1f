import { insererAgent } from '../moyens/index.ts'
import type { Jour } from '../platform/date.ts'
import { type Base, RIEN_DE_PLUS, transaction } from '../platform/db/connexion.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { compteParIdentifiant, insererCompte } from './compte.store.ts'
import { refusDuNouveau } from './mot-de-passe.examen.ts'
import { hacher } from './mot-de-passe.gestes.ts'
import { ecriture } from './session.store.ts'

type Nouveau = { prenom: string; nom: string; identifiant: string; motDePasse: string; le: Jour }

/**
 * The first account of an installation, by the owner of its base: nobody is there yet to act, so
 * the journal names the account itself. Throws Refused on a weak password or a known identifiant.
 */
export async function creerPremierAdministrateur(base: Base, nouveau: Nouveau): Promise<void> {
  refuseIf(await refusDuNouveau(nouveau.motDePasse, { ...nouveau, entiteNom: 'Administration' }))
  const motDePasse = await hacher(nouveau.motDePasse)
  await transaction(base, RIEN_DE_PLUS, async tx => {
    if (await compteParIdentifiant(tx, nouveau.identifiant))
      throw new Refused([{ code: 'existe', message: 'Cet identifiant existe déjà.' }])
    const { id } = await insererAgent(tx, {
      nom: nouveau.nom,
      prenom: nouveau.prenom,
      fonction: 'administrateur',
      arriveLe: nouveau.le,
    })
    await insererCompte(tx, {
      id,
      identifiant: nouveau.identifiant,
      motDePasse,
      demonstration: false,
    })
    const trace = {
      commande: 'acces.creer-administrateur',
      traces: [{ cible: id }],
      champs: ['identifiant'],
      requete: 'hors-http',
      envoi: null,
      suite: null,
    }
    return {
      resultat: undefined,
      fin: ecriture({ ...trace, ouverture: { acteur: { id }, sessionId: null } }),
    }
  })
}
