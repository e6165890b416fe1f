import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai, ouvrirA } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { reagir } from '../platform/fait.ts'
import { demandes, sansTrou } from './demande.builder.ts'
import { dossierTransfere } from './dossier.faits.ts'
import {
  accepterTransfert,
  annulerDemande,
  demanderDessaisissement,
  proposerTransfert,
  refuserTransfert,
} from './index.ts'

let e: Essai
const transferes: unknown[] = []
beforeAll(async () => {
  e = await nouvelEssai()
  reagir(dossierTransfere, async (_tx, fait) => {
    transferes.push(fait)
  })
})
afterAll(() => e.fermer())

const { nouvelle, demander, lire, service, perimetre, chaine, transfert } = demandes(
  () => e,
  'Vit à Metz',
)
describe('Un service demande (C9.1)', () => {
  it('La demande n’ouvre aucun périmètre, et s’inscrit au journal de la personne avec son motif', async () => {
    const qui = await nouvelle()
    const { transfertId } = await demander(qui, 'ts.57')
    expect(await perimetre(qui.personneId)).toEqual(['67 prise_en_charge'])
    expect(
      await lire(
        "SELECT cible, motif, champs FROM acces.journal_ecriture WHERE dossier_id = $1 AND commande = 'dossiers.demander-dessaisissement'",
        qui.personneId,
      ),
    ).toEqual([
      {
        cible: transfertId,
        motif: 'Vit à Metz',
        champs: ['nom', 'prenoms', 'naissanceLe', 'personneId', 'motif'],
      },
    ])
    expect(await transfert(qui.personneId)).toMatchObject({
      sens: 'demande',
      de_service_id: await service('67'),
      vers_service_id: await service('57'),
      silence_vaut: 'rien',
      regle_du: null,
    })
    await expect(
      executer(e.hote, await e.agent('ts.57'), proposerTransfert, {
        dossierId: qui.personneId,
        versServiceId: await service('88'),
        motif: 'Essai',
      }),
    ).rejects.toThrow('pas dans votre périmètre')
  })
  it('Connaître un identifiant ne suffit pas : le nom et la naissance doivent être ceux de la personne', async () => {
    const qui = await nouvelle()
    await expect(
      demander({ ...qui, nom: 'Autrement', prenoms: 'Différent' }, 'ts.57'),
    ).rejects.toThrow('cherchez de nouveau')
    await expect(demander({ ...qui, naissanceLe: '1950-01-01' as never }, 'ts.57')).rejects.toThrow(
      'cherchez de nouveau',
    )
    expect(await transfert(qui.personneId)).toBeUndefined()
  })
  it('Un service demande pour lui-même, quel que soit le service que le formulaire nomme', async () => {
    const qui = await nouvelle()
    await demander(qui, 'ts.57', { versServiceId: await service('88') })
    expect(await transfert(qui.personneId)).toMatchObject({ vers_service_id: await service('57') })
  })
  it('Le service qui suit la personne ne la demande pas ; un dossier clos ne se demande pas', async () => {
    const qui = await nouvelle()
    await expect(demander(qui, 'ts.67')).rejects.toThrow('déjà suivi par ce service')
    await e.proprietaire.query(
      "UPDATE dossiers.dossier SET clos_a = '2026-11-20' WHERE dossier_id = $1",
      [qui.personneId],
    )
    await expect(demander(qui, 'ts.57')).rejects.toThrow('Ce dossier est clos')
  })
  it('Ni l’administrateur, ni un surveillant, ni le JAP ne demandent', async () => {
    const qui = await nouvelle()
    for (const par of ['admin', 'surveillant.57', 'jap.metz'])
      await expect(demander(qui, par), par).rejects.toThrow('Votre fonction ne permet pas')
  })
  it('Une seule en attente par personne, quel que soit le sens et même à cinquante', async () => {
    const qui = await nouvelle()
    const [ts57, ts88, ts67, vers] = [
      await e.agent('ts.57'),
      await e.agent('ts.88'),
      await e.agent('ts.67'),
      await service('57'),
    ]
    const actes = Array.from({ length: 50 }, (_, i) =>
      i % 3 === 2
        ? executer(e.hote, ts67, proposerTransfert, {
            dossierId: qui.personneId,
            versServiceId: vers,
            motif: 'Essai',
          })
        : executer(e.hote, i % 3 ? ts88 : ts57, demanderDessaisissement, {
            ...qui,
            motif: 'Essai',
          }),
    )
    const issues = await Promise.allSettled(actes)
    expect(issues.filter(r => r.status === 'fulfilled')).toHaveLength(1)
    for (const r of issues)
      if (r.status === 'rejected')
        expect(String(r.reason.message)).toMatch(
          /attend déjà une réponse|déjà proposé|demande ce dossier/,
        )
    expect(
      await lire(
        "SELECT 1 FROM dossiers.transfert WHERE dossier_id = $1 AND etat = 'propose'",
        qui.personneId,
      ),
    ).toHaveLength(1)
  })
})

describe('Le service qui suit la personne répond', () => {
  it('Oui : le dossier passe à l’autre sans rupture, les juridictions gardent leur périmètre, et le choix des convocations est publié', async () => {
    const qui = await nouvelle()
    const dossierId = qui.personneId
    await ouvrirA(e, dossierId, await e.agent('jap.strasbourg'), 'mandat')
    const { transfertId } = await demander(qui, 'ts.57')
    const dpip = await e.agent('dpip.67')
    await expect(
      executer(e.hote, dpip, accepterTransfert, { dossierId, transfertId } as never),
    ).rejects.toThrow('convocations à venir')
    await executer(e.hote, dpip, accepterTransfert, {
      dossierId,
      transfertId,
      convocations: 'a_decider',
      referentId: await e.agent('ts2.67'),
    })
    const liens = await chaine(dossierId)
    expect(sansTrou(liens)).toBe(true)
    expect(liens.at(-1)).toMatchObject({
      service_id: await service('57'),
      referent_id: null,
      motif: 'Dessaisissement : Vit à Metz',
    })
    expect(await perimetre(dossierId)).toEqual(['57 prise_en_charge', 'Strasbourg mandat'])
    expect(transferes.at(-1)).toEqual({
      dossierId,
      deServiceId: await service('67'),
      versServiceId: await service('57'),
      decisions: { convocations: 'a_decider' },
    })
    expect(await transfert(dossierId)).toMatchObject({
      etat: 'accepte',
      convocations: 'a_decider',
      par_silence: false,
    })
  })
  it('Non, en disant pourquoi ; le dossier reste', async () => {
    const qui = await nouvelle()
    const dossierId = qui.personneId
    const { transfertId } = await demander(qui, 'ts.57')
    const dpip = await e.agent('dpip.67')
    await expect(
      executer(e.hote, dpip, refuserTransfert, { dossierId, transfertId, motifRefus: ' ' }),
    ).rejects.toThrow('Dites pourquoi')
    await executer(e.hote, dpip, refuserTransfert, {
      dossierId,
      transfertId,
      motifRefus: 'Audience le mois prochain',
    })
    expect(await transfert(dossierId)).toMatchObject({
      etat: 'refuse',
      motif_refus: 'Audience le mois prochain',
    })
    expect(await perimetre(dossierId)).toEqual(['67 prise_en_charge'])
    expect((await demander(qui, 'ts.57')).transfertId).not.toBe(transfertId)
  })
  it('Qui demande n’accepte pas à sa place ; un travailleur social non plus', async () => {
    const qui = await nouvelle()
    const { transfertId } = await demander(qui, 'ts.57')
    const reponse = { dossierId: qui.personneId, transfertId, convocations: 'garder' as const }
    await expect(
      executer(e.hote, await e.agent('dpip.57'), accepterTransfert, reponse),
    ).rejects.toThrow('pas dans votre périmètre')
    await expect(
      executer(e.hote, await e.agent('ts.67'), accepterTransfert, reponse),
    ).rejects.toThrow('Votre fonction ne permet pas')
  })
  it('Répondre et abandonner au même moment : l’un des deux l’emporte, et la base le dit', async () => {
    for (let i = 0; i < 5; i += 1) {
      const qui = await nouvelle()
      const { transfertId } = await demander(qui, 'ts.57')
      const [dpip, ts] = [await e.agent('dpip.67'), await e.agent('ts.57')]
      const issues = await Promise.allSettled([
        executer(e.hote, dpip, accepterTransfert, {
          dossierId: qui.personneId,
          transfertId,
          convocations: 'garder',
        }),
        executer(e.hote, ts, annulerDemande, {
          personneId: qui.personneId,
          demandeId: transfertId,
        }),
      ])
      expect(issues.filter(r => r.status === 'fulfilled')).toHaveLength(1)
      expect(sansTrou(await chaine(qui.personneId))).toBe(true)
    }
  })
})
