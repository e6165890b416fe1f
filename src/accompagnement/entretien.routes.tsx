import { z } from 'zod'
import { convocation, convocationsAEntretien, issueDeLEntretien } from '../agenda/index.ts'
import { brouillonDuFormulaire, motsGardes, reprendre } from '../dossiers/index.ts'
import { AUCUNE_MESURE, mesuresDuDossier } from '../mesures/index.ts'
import { type Context, ici } from '../platform/command.ts'
import { estJour, estPassee, type Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { type FormState, valeur, versionDuFormulaire } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parPage } from '../platform/liste.ts'
import { parDossier } from '../platform/saisie.ts'
import { chemins } from './accompagnement.paths.ts'
import { entete } from './entete.ecran.ts'
import { cles, corrigerEntretien, noterEntretien } from './entretien.commands.ts'
import * as store from './entretien.store.ts'
import { UnEntretien } from './entretien.views.tsx'
import { Entretiens } from './entretiens.views.tsx'
import { CorrigerEntretien, NoterEntretien } from './noter.views.tsx'
import { retablirEntretien, retirerEntretien } from './retrait.commands.ts'
import { RetirerEntretien } from './retrait.views.tsx'

const lire = 'accompagnement:lire'
const parEntretien = z.object({ dossierId: z.uuid(), entretienId: z.uuid() })
const rubrique = (id: string) => ({ label: 'Entretiens', href: chemins.entretiens(id) })
const vers = ({ dossierId, entretienId }: { dossierId: string; entretienId: string }) =>
  chemins.entretien(dossierId, entretienId)

/** What the fields of an entretien hold in words. */
const motsDeLEntretien = {
  motifCorrection: 'Pourquoi corriger',
  le: 'Jour',
  heure: 'Heure',
  lieu: 'Lieu',
  presents: 'Présents',
  recit: 'Récit',
  convenu: 'Ce qui a été convenu',
  suite: 'Prochaine étape',
}
/**
 * A convocation that was honoured on the spot, on the telephone, at home: how the entretien was
 * held is proposed from it.
 */
const formesParModalite: Record<string, string> = {
  lieu: 'bureau',
  telephone: 'telephone',
  domicile: 'domicile',
  visio: 'visio',
}
const jourDe = (state: FormState, sinon: Jour): Jour => {
  const saisi = valeur(state, 'le')
  return estJour(saisi) ? saisi : sinon
}

export function entretienRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.entretiens(':dossierId'),
    access: lire,
    params: parDossier.extend(parPage),
    view: async (tx, { dossierId, ...tranche }, { acteur }) => {
      const { identite, ecran } = await entete(tx, dossierId, { label: 'Entretiens' })
      const corps = (
        <Entretiens
          identite={identite}
          entretiens={await store.entretiensDuDossier(tx, dossierId, tranche)}
          retires={await store.entretiensRetires(tx, dossierId)}
          ecrire={acteur.peut('accompagnement:ecrire')}
        />
      )
      return { ...ecran, corps }
    },
  })
  noter(plateforme)
  page(plateforme, {
    path: chemins.entretien(':dossierId', ':entretienId'),
    access: lire,
    params: parEntretien,
    view: unEntretien,
  })
  corriger(plateforme)
  retirer(plateforme)
}

async function unEntretien(
  tx: Tx,
  { dossierId, entretienId }: { dossierId: string; entretienId: string },
  { acteur }: Context,
) {
  const { identite, ecran } = await entete(tx, dossierId, rubrique(dossierId), {
    label: 'Entretien',
  })
  const corps = (
    <UnEntretien
      identite={identite}
      entretien={trouver(await store.entretien(tx, dossierId, entretienId))}
      versions={await store.versionsDEntretien(tx, dossierId, entretienId)}
      mesures={await mesuresDuDossier(tx, dossierId)}
      ecrire={acteur.peut('accompagnement:ecrire')}
    />
  )
  return { ...ecran, corps }
}

function noter(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.noter(':dossierId'),
    params: z.object({ dossierId: z.uuid(), convocationId: z.uuid().optional() }),
    command: noterEntretien,
    garde: motsGardes(({ convocationId }) => cles.entretien(convocationId), motsDeLEntretien),
    initial: (tx, { dossierId, convocationId }, context) =>
      reprendre(tx, context, { dossierId, cle: cles.entretien(convocationId) }, async () => {
        const { aujourdhui } = context
        const convoquee = convocationId
          ? trouver(await convocation(tx, dossierId, convocationId))
          : undefined
        if (convoquee)
          return {
            le: convoquee.le,
            heure: convoquee.heure,
            lieu: convoquee.lieu,
            forme: formesParModalite[convoquee.modalite] ?? 'bureau',
            convocationId: convoquee.id,
          }
        // What is to come is not proposed: nobody was seen for it yet.
        const duJour = (await convocationsAEntretien(tx, dossierId, aujourdhui)).find(
          x => x.le === aujourdhui && x.etat === 'prevue' && estPassee(x, ici(context)),
        )
        return {
          le: aujourdhui,
          heure: duJour?.heure ?? '',
          lieu: '',
          forme: 'bureau',
          convocationId: duJour?.id ?? '',
        }
      }),
    view: async (tx, { dossierId, convocationId: depuis }, state, context) => {
      const { identite, ecran } = await entete(tx, dossierId, rubrique(dossierId), {
        label: 'Noter un entretien',
      })
      // The draft of this address: what is chosen in the form does not move it elsewhere.
      const cle = cles.entretien(depuis)
      const corps = (
        <NoterEntretien
          identite={identite}
          state={state}
          brouillon={
            await brouillonDuFormulaire(
              tx,
              context,
              { dossierId, cle, titre: `Entretien avec ${identite.nomComplet}` },
              state,
            )
          }
          mesures={await mesuresDuDossier(tx, dossierId)}
          le={jourDe(state, context.aujourdhui)}
          convocations={await convocationsAEntretien(tx, dossierId, context.aujourdhui)}
          existant={
            depuis ? await store.entretienDeLaConvocation(tx, dossierId, depuis) : undefined
          }
        />
      )
      return { ...ecran, corps }
    },
    redirectTo: fait => vers(fait),
    flash: ({ honoree }) =>
      honoree
        ? 'L’entretien est enregistré, et la convocation notée honorée.'
        : 'L’entretien est enregistré.',
  })
}

function corriger(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.corriger(':dossierId', ':entretienId'),
    params: parEntretien,
    command: corrigerEntretien,
    garde: motsGardes(({ entretienId }) => cles.correction(entretienId), motsDeLEntretien),
    initial: (tx, { dossierId, entretienId }, context) =>
      reprendre(tx, context, { dossierId, cle: cles.correction(entretienId) }, async () => {
        const entretien = trouver(await store.entretien(tx, dossierId, entretienId))
        return {
          ...entretien,
          mesures: entretien.mesureIds.length > 0 ? entretien.mesureIds : [AUCUNE_MESURE],
        }
      }),
    view: async (tx, { dossierId, entretienId }, state, context) => {
      const { identite, ecran } = await entete(tx, dossierId, rubrique(dossierId), {
        label: 'Corriger',
      })
      const entretien = trouver(await store.entretien(tx, dossierId, entretienId))
      const titre = `Correction d’un entretien avec ${identite.nomComplet}`
      const corps = (
        <CorrigerEntretien
          identite={identite}
          state={state}
          brouillon={
            await brouillonDuFormulaire(
              tx,
              context,
              { dossierId, cle: cles.correction(entretienId), titre },
              state,
            )
          }
          entretien={entretien}
          version={versionDuFormulaire(state, entretien.version)}
          mesures={await mesuresDuDossier(tx, dossierId)}
          le={jourDe(state, entretien.le)}
          dUnAutre={entretien.agentId !== context.acteur.id}
        />
      )
      return { ...ecran, corps }
    },
    redirectTo: vers,
    flash: () => 'La correction est enregistrée ; l’ancienne version reste lisible.',
  })
}

/**
 * The convocation that an entretien answers, and what it goes back to when the entretien is
 * withdrawn; null when it stays as it is.
 */
async function convocationRepondue(
  tx: Tx,
  donnees: { dossierId: string; entretienId: string; convocationId: string | null },
) {
  if (!donnees.convocationId) return undefined
  const qui = { ...donnees, convocationId: donnees.convocationId }
  const { etat } = trouver(await convocation(tx, donnees.dossierId, donnees.convocationId))
  return { etat: etat, devient: await issueDeLEntretien(tx, qui) }
}

function retirer(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.retirer(':dossierId', ':entretienId'),
    params: parEntretien,
    command: retirerEntretien,
    initial: async () => ({ remettre: 'oui' }),
    view: async (tx, { dossierId, entretienId }, state, { acteur }) => {
      const { identite, ecran } = await entete(tx, dossierId, rubrique(dossierId), {
        label: 'Retirer',
      })
      const entretien = trouver(await store.entretien(tx, dossierId, entretienId))
      const repondue = await convocationRepondue(tx, {
        dossierId,
        entretienId,
        convocationId: entretien.convocationId,
      })
      const dUnAutre = entretien.agentId !== acteur.id
      const corps = (
        <RetirerEntretien
          identite={identite}
          state={state}
          entretien={entretien}
          dUnAutre={dUnAutre}
          repondue={repondue}
        />
      )
      return { ...ecran, corps }
    },
    redirectTo: vers,
    flash: () =>
      'L’entretien est retiré : il ne compte plus. Il reste lisible ici, et se rétablit.',
  })
  form(plateforme, {
    path: chemins.retablir(':dossierId', ':entretienId'),
    params: parEntretien,
    command: retablirEntretien,
    view: (tx, params, _state, context) => unEntretien(tx, params, context),
    redirectTo: vers,
    flash: () => 'L’entretien est rétabli.',
  })
}
