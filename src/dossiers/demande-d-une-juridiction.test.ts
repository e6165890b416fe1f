import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { executer } from '../platform/executer.ts'
import { demandes } from './demande.builder.ts'
import { annulerDemande, declinerDemande } from './index.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())

const { nouvelle, demander, lire, service, perimetre, dit } = demandes(() => e, 'Condamnée à Metz')
const transfert = async (dossierId: string) =>
  (
    await lire<Record<string, unknown>>(
      'SELECT * FROM dossiers.transfert WHERE dossier_id = $1',
      dossierId,
    )
  )[0]

describe('Une juridiction demande pour le service compétent', () => {
  it('Le BEX et le greffe nomment le service qui suivra la personne ; ils n’obtiennent aucun périmètre', async () => {
    for (const par of ['bex.metz', 'greffe.metz']) {
      const qui = await nouvelle()
      await expect(demander(qui, par)).rejects.toThrow(
        'Choisissez le service qui suivra la personne',
      )
      await demander(qui, par, { versServiceId: await service('57') })
      expect(await transfert(qui.personneId)).toMatchObject({
        vers_service_id: await service('57'),
        demandeur_juridiction_id: expect.any(String),
      })
      expect(await perimetre(qui.personneId)).toEqual(['67 prise_en_charge'])
    }
  })
  it('Qui a demandé retire : le tribunal, n’importe lequel de ses agents ; ni le service désigné, ni celui qui suit, ni un tiers', async () => {
    const qui = await nouvelle()
    const { transfertId } = await demander(qui, 'bex.metz', { versServiceId: await service('57') })
    const { personneId } = qui
    for (const qui of ['ts.88', 'ts.57'])
      await expect(
        executer(e.hote, await e.agent(qui), annulerDemande, {
          personneId,
          demandeId: transfertId,
        }),
      ).rejects.toThrow('n’existe pas')
    await expect(
      executer(e.hote, await e.agent('ts.67'), annulerDemande, {
        personneId,
        demandeId: transfertId,
      }),
    ).rejects.toThrow('n’a pas été faite par votre service')
    await expect(
      executer(e.hote, await e.agent('dpip.57'), annulerDemande, {
        personneId,
        demandeId: transfertId,
      }),
    ).rejects.toThrow('Si votre service ne veut pas de ce dossier, sa direction décline')
    expect(
      await dit(
        'dpip.57',
        'SELECT dossiers.annuler_demande($1, $2) AS fait',
        personneId,
        transfertId,
      ),
    ).toEqual([{ fait: false }])
    expect(await transfert(personneId)).toMatchObject({ etat: 'propose' })
    await executer(e.hote, await e.agent('greffe.metz'), annulerDemande, {
      personneId,
      demandeId: transfertId,
    })
    expect(await transfert(personneId)).toMatchObject({ etat: 'annule' })
    await expect(
      executer(e.hote, await e.agent('bex.metz'), annulerDemande, {
        personneId,
        demandeId: transfertId,
      }),
    ).rejects.toThrow('n’attend plus de réponse')
  })
  it('La direction du service désigné décline, en disant pourquoi ; ni ses agents, ni un autre service, ni pour une demande d’un service', async () => {
    const qui = await nouvelle()
    const { personneId } = qui
    const { transfertId: demandeId } = await demander(qui, 'greffe.metz', {
      versServiceId: await service('57'),
    })
    const decliner = async (par: string, motifRefus = 'Elle n’habite pas en Moselle') =>
      executer(e.hote, await e.agent(par), declinerDemande, { personneId, demandeId, motifRefus })
    await expect(decliner('ts.57')).rejects.toThrow('Votre fonction ne permet pas')
    await expect(decliner('dpip.88')).rejects.toThrow('n’existe pas')
    await expect(decliner('dpip.67')).rejects.toThrow(
      'Seul le service qu’une juridiction a désigné',
    )
    await expect(decliner('dpip.57', ' ')).rejects.toThrow('Dites pourquoi')
    for (const par of ['ts.57', 'dpip.88', 'dpip.67'])
      expect(
        await dit(
          par,
          "SELECT dossiers.decliner_demande($1, $2, 'Non') AS fait",
          personneId,
          demandeId,
        ),
      ).toEqual([{ fait: false }])
    await expect(
      dit(
        'dpip.67',
        "SELECT dossiers.dire_la_demande($1, $2, 'demande_retiree', now())",
        personneId,
        demandeId,
      ),
    ).rejects.toThrow('pour_personne')
    await decliner('dpip.57')
    expect(await transfert(personneId)).toMatchObject({
      etat: 'decline',
      motif_refus: 'Elle n’habite pas en Moselle',
    })
    expect(await perimetre(personneId)).toEqual(['67 prise_en_charge'])
    await expect(decliner('dpip.57')).rejects.toThrow('n’attend plus de réponse')
    const { transfertId } = await demander(qui, 'ts.57')
    const motifRefus = 'Non'
    await expect(
      executer(e.hote, await e.agent('dpip.57'), declinerDemande, {
        personneId,
        demandeId: transfertId,
        motifRefus,
      }),
    ).rejects.toThrow('Seul le service qu’une juridiction a désigné')
  })
})
