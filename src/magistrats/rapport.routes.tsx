import { mesuresDuDossier, obligationsDuDossier } from '../mesures/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { fichier, page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import type { FormState } from '../platform/interface/index.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { abandonner, reprendreRapport } from './abandon.commands.ts'
import { rapportSuivant } from './attente.store.ts'
import { actualiserRapport } from './fraicheur.commands.ts'
import { fraicheur } from './fraicheur.gestes.ts'
import { refusDActualiser } from './fraicheur.rules.ts'
import { marquerLu, retirer, soumettre, transmettre } from './magistrats.commands.ts'
import { entete, parRapport, versLeRapport, vide } from './magistrats.ecran.ts'
import { chemins } from './magistrats.paths.ts'
import {
  etatsParvenus,
  refusDAbandonner,
  refusDEcrire,
  refusDeRepondre,
  refusDeReprendre,
  refusDeRetirer,
  refusDeRetirerLaValidation,
  refusDeTransmettre,
  refusDeValider,
} from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { quiEcrit } from './rapport.gestes.ts'
import { UnRapport } from './rapport.views.tsx'
import { rattachementRoutes } from './rattachement.routes.tsx'
import { rattachements } from './rattachement.store.ts'
import { repondre, retirerReponse } from './reponse.commands.ts'
import { refusDeRetirerLaReponse, reponseDebout } from './reponse.rules.ts'
import { complements, reponses } from './reponse.store.ts'
import { renvoyer, retirerValidation, valider } from './validation.commands.ts'

async function unRapport(
  tx: Tx,
  { dossierId, rapportId }: { dossierId: string; rapportId: string },
  state: FormState,
  { acteur, aujourdhui }: Context,
) {
  const { identite, ecran } = await entete(tx, dossierId, 'Rapport')
  const rapport = trouver(await store.rapport(tx, dossierId, rapportId, aujourdhui))
  // A juridiction reads what was sent to it, and nothing before.
  if (
    acteur.juridictionId &&
    (rapport.juridictionId !== acteur.juridictionId ||
      !(etatsParvenus as readonly string[]).includes(rapport.etat))
  )
    throw new Introuvable()
  const qui = quiEcrit(acteur)
  const etat = await fraicheur(tx, rapport, acteur.fuseau)
  const ecarts = rapport.etat === 'abandonne' ? [] : etat.ecarts
  const mesures = await mesuresDuDossier(tx, dossierId)
  const donnees = await reponses(tx, dossierId, rapportId)
  const demandes = rapport.saisineId
    ? await complements(tx, dossierId, rapport.saisineId, acteur.juridictionId)
    : []
  const suivant = await rapportSuivant(tx, acteur, rapport)
  const peut = {
    ecrire: acteur.peut('rapport:ecrire') && refusDEcrire(rapport, acteur.serviceId).length === 0,
    retirer: acteur.peut('rapport:ecrire') && refusDeRetirer(rapport, qui).length === 0,
    abandonner: acteur.peut('rapport:ecrire') && refusDAbandonner(rapport, qui).length === 0,
    reprendre: acteur.peut('rapport:ecrire') && refusDeReprendre(rapport, qui).length === 0,
    rattacher: acteur.peut('rapport:ecrire') && rapport.serviceQuiSuit === acteur.serviceId,
    actualiser:
      acteur.peut('rapport:ecrire') &&
      refusDActualiser(rapport, {
        serviceId: acteur.serviceId,
        valide: acteur.peut('rapport:valider'),
      }).length === 0,
    valider:
      acteur.peut('rapport:valider') && refusDeValider(rapport, acteur.serviceId).length === 0,
    retirerValidation:
      acteur.peut('rapport:valider') &&
      refusDeRetirerLaValidation(rapport, acteur.serviceId).length === 0,
    transmettre:
      acteur.peut('rapport:transmettre') &&
      refusDeTransmettre(rapport, acteur.serviceId).length === 0,
    repondre:
      acteur.peut('rapport:repondre') &&
      refusDeRepondre(rapport, acteur.juridictionId).length === 0,
    retirerReponse:
      acteur.peut('rapport:repondre') &&
      refusDeRetirerLaReponse(rapport, donnees, reponseDebout(donnees)?.id, acteur.juridictionId)
        .length === 0,
  }
  const corps = (
    <UnRapport
      identite={identite}
      state={state}
      rapport={rapport}
      parties={await store.sections(tx, dossierId, rapportId)}
      course={await store.mouvements(tx, dossierId, rapportId)}
      reponses={donnees}
      complements={demandes.filter(demande => demande.rapportId !== rapportId)}
      mesures={mesures}
      obligations={await obligationsDuDossier(tx, dossierId)}
      ecarts={
        acteur.juridictionId && rapport.mesureId
          ? ecarts.filter(ecart => ecart.mesureId === rapport.mesureId)
          : ecarts
      }
      changementVu={etat.changementVu}
      suivant={suivant ?? null}
      rattachements={await rattachements(tx, dossierId, rapportId)}
      deLaDemande={
        rapport.saisineId
          ? await store.rapportsDuDossier(tx, dossierId, acteur.juridictionId, rapport.saisineId)
          : []
      }
      peut={peut}
    />
  )
  return { ...ecran, titre: rapport.titre, corps }
}

export function rapportRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.rapport(':dossierId', ':rapportId'),
    access: 'rapport:lire',
    params: parRapport,
    view: (tx, params, context) => unRapport(tx, params, vide, context),
  })
  const actes = { params: parRapport, view: unRapport, redirectTo: versLeRapport }
  form(plateforme, {
    ...actes,
    path: chemins.soumettre(':dossierId', ':rapportId'),
    command: soumettre,
    flash: () => 'Le rapport est soumis à la validation.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.actualiser(':dossierId', ':rapportId'),
    command: actualiserRapport,
    flash: () => 'La partie « Mesure » dit ce qui est en vigueur aujourd’hui : relisez-la.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.retirer(':dossierId', ':rapportId'),
    command: retirer,
    flash: () => 'Le rapport est retiré : vous pouvez l’écrire de nouveau. La direction le voit.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.abandonner(':dossierId', ':rapportId'),
    command: abandonner,
    flash: () => 'Le rapport est abandonné : il reste lisible, rien n’en est plus attendu.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.reprendre(':dossierId', ':rapportId'),
    command: reprendreRapport,
    flash: () => 'Vous pouvez écrire de nouveau ce rapport.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.valider(':dossierId', ':rapportId'),
    command: valider,
    flash: () => 'Le rapport est validé ; son PDF est figé.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.retirerValidation(':dossierId', ':rapportId'),
    command: retirerValidation,
    flash: () =>
      'La validation est retirée : le texte peut changer, la prochaine validation fera un nouveau PDF.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.renvoyer(':dossierId', ':rapportId'),
    command: renvoyer,
    flash: () => 'Le rapport est renvoyé au rédacteur.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.transmettre(':dossierId', ':rapportId'),
    command: transmettre,
    flash: () => 'Le rapport est transmis : le magistrat le voit dans sa journée.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.lu(':dossierId', ':rapportId'),
    command: marquerLu,
    flash: () => 'Le service verra que vous l’avez lu.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.repondre(':dossierId', ':rapportId'),
    command: repondre,
    flash: () => 'La réponse est envoyée au service.',
  })
  form(plateforme, {
    ...actes,
    path: chemins.retirerReponse(':dossierId', ':rapportId'),
    command: retirerReponse,
    flash: () =>
      'La réponse est retirée : le rapport attend de nouveau votre réponse, le service l’apprend.',
  })
  rattachementRoutes(plateforme)
  fichier(plateforme, {
    path: chemins.pdf(':dossierId', ':rapportId'),
    access: 'rapport:lire',
    params: parRapport,
    contenu: async (tx, { dossierId, rapportId }, context) => {
      await unRapport(tx, { dossierId, rapportId }, vide, context)
      const { pdf } = trouver(await store.pdfFige(tx, dossierId, rapportId))
      return {
        nom: 'rapport.pdf',
        type: 'application/pdf',
        octets: pdf,
        enLigne: true,
        montre: 'son-dossier',
      }
    },
  })
}
